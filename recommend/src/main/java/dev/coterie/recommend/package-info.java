/**
 * Recommenders over who touched what, and when. Entry: {@link dev.coterie.recommend.Recommender},
 * trained on {@link dev.coterie.recommend.Interactions}. It must know nothing of segments, which
 * here are groups of users, and nothing of files, names in a configuration or catalogue texts.
 */
@NullMarked
package dev.coterie.recommend;

import org.jspecify.annotations.NullMarked;
