// Who sees what: a supervisor shows a guest one ticket, and takes it back.

import { expect, test } from "../people/test.ts";

test("a guest sees what a supervisor shares, at once, and no more once it is taken back", async ({ arrive }) => {
  const [marta, noa] = [await arrive("Supervisor"), await arrive("Guest")];
  await expect(noa.row("Pilar Navarro")).toHaveCount(1);
  await expect(noa.row("Laia Ferrer")).toHaveCount(0);

  await test.step("it is shared from the customer's page", async () => {
    await marta.open("Laia Ferrer");
    await marta.details.getByRole("link", { name: "Laia Ferrer" }).click();
    await expect(marta.page).toHaveURL(/\/customers\/\d+$/);
    await marta.page.getByLabel("With whom").selectOption({ label: noa.name });
    await marta.page.getByRole("button", { name: "Share", exact: true }).click();
    await expect(marta.page.getByRole("main")).toContainText(`${noa.name}, until`);
  });

  await test.step("and is on the guest's list without a reload, with the number masked", async () => {
    await noa.open("Laia Ferrer");
    await expect(noa.composer).toHaveCount(0);
    await expect(noa.details).not.toContainText("555");
    await noa.goTo("/inbox");
  });

  await test.step("until it is taken back", async () => {
    await marta.page.getByRole("button", { name: `Stop sharing it with ${noa.name}` }).click();
    await expect(noa.row("Laia Ferrer")).toHaveCount(0);
    await expect(noa.row("Pilar Navarro")).toHaveCount(1);
  });
});
