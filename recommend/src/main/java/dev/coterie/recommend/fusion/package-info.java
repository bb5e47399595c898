/**
 * One ranking from the scores of several models, with weights learned on users held out, its score
 * as a chance, and a place in it for items that nobody touched. Entry: {@link
 * dev.coterie.recommend.fusion.FusionLearner}. It must not know which recommenders it joins.
 */
@NullMarked
package dev.coterie.recommend.fusion;

import org.jspecify.annotations.NullMarked;
