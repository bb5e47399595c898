package dev.coterie.recommend.fusion;

import dev.coterie.recommend.UserState;

/**
 * A user as known at the cut, and what it went for afterwards.
 *
 * @param relevant new items, ascending; may be none
 */
public record HeldOutUser(UserState state, int[] relevant) {}
