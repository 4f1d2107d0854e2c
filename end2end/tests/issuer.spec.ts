// Coming in by an issuer of OpenID Connect instead of with a password. Only the issuer is played.

import { Issuer } from "../harness/issuer.ts";
import { type Account, Member } from "../people/member.ts";
import { awakened } from "../people/page.ts";
import { lend } from "../harness/test.ts";
import { expect, test as people } from "../people/test.ts";

const first: Account = { name: "Aurora Vidal", email: "aurora@desk.test", password: "a sentence to remember" };
const known = [
  { sub: "1", name: "Aurora", email: "Aurora@desk.test", email_verified: true },
  { sub: "2", name: "Pau", email: "pau@desk.test", email_verified: true },
];

const test = people.extend<{}, { issuer: Issuer }>({
  issuer: [
    async ({}, use) => {
      const issuer = await Issuer.start(known);
      await use(issuer);
      await issuer.stop();
    },
    { scope: "worker" },
  ],

  product: async ({ products, issuer }, use, about) => {
    const named = ["--oidc-issuer", issuer.address, "--oidc-name", "Example", "--oidc-client-id", "desk"];
    await lend(await products.of(about.file, "fresh", [...named, "--oidc-own-network"]), use, about);
  },
});

test("whom the issuer knows comes in without a password, and whom nobody added is told so", async ({ product, page, strange }) => {
  await Member.setUp(page, await product.setUpLink(), first);

  await test.step("by two clicks, to the page that was asked for", async () => {
    const another = await strange();
    await another.goto(`${product.address}/inbox?view=mine`);
    await another.getByRole("link", { name: "Sign in with Example" }).click();
    await awakened(another, () => another.getByRole("link", { name: "I am Aurora" }).click());
    await expect(another).toHaveURL(`${product.address}/inbox?view=mine`);
    await another.locator(".me summary").click();
    await expect(another.locator(".me-card")).toContainText("Aurora Vidal");
  });

  await test.step("and a stranger hears what to do", async () => {
    const stranger = await strange();
    await stranger.goto(`${product.address}/sign-in`);
    await stranger.getByRole("link", { name: "Sign in with Example" }).click();
    await stranger.getByRole("link", { name: "I am Pau" }).click();
    await expect(stranger.getByRole("alert")).toHaveText("Nobody of this team has your e-mail. Ask your administrator to add you.");
    await expect(stranger.getByLabel("Password")).toBeVisible();
  });

  await test.step("the way back can't be used again", async () => {
    const again = await strange();
    await again.goto(`${product.address}/sign-in/oidc`);
    await again.getByRole("link", { name: "I am Aurora" }).click();
    await expect(again).toHaveURL(`${product.address}/inbox`);
    const elsewhere = await strange();
    await elsewhere.goto(`${product.address}/sign-in/oidc/callback?code=x&state=y`);
    await expect(elsewhere.getByRole("alert")).toContainText("Begin again here.");
  });
});
