/**
 * The recommenders of this module together: their settings chosen, all fitted, and fused. Entry:
 * {@link dev.coterie.recommend.lineup.Lineup}. It must not know files or a configuration.
 */
@NullMarked
package dev.coterie.recommend.lineup;

import org.jspecify.annotations.NullMarked;
