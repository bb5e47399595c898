/**
 * Splits, ranking metrics and their intervals. Entry: {@link
 * dev.coterie.recommend.evaluation.Evaluation}. It must not know any recommender: it is given lists
 * of items.
 */
@NullMarked
package dev.coterie.recommend.evaluation;

import org.jspecify.annotations.NullMarked;
