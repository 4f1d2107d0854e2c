//! What every store promises the desk, checked on the one in memory and on the engine alike; and
//! what only the engine's store does: reopening, refusing, checking itself.

mod contract {
    mod access;
    mod calls;
    mod crashes;
    mod fetches;
    mod folder;
    mod gestures;
    mod kin;
    mod lists;
    mod notes;
    mod outbox;
    mod promises;
    mod races;
    mod shares;
    mod standing;
    mod team;
    mod templates;
    mod violations;
    mod world;
}
