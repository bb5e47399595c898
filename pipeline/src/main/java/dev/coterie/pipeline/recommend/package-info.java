/**
 * The stage that fits recommenders and makes lists with reasons. Entry: {@link
 * dev.coterie.pipeline.recommend.RecommenderFitting}. It must not know how segments were found or
 * where texts were read.
 */
@NullMarked
package dev.coterie.pipeline.recommend;

import org.jspecify.annotations.NullMarked;
