/**
 * What is said of one user of a snapshot in words, and what a chat model may add to that user's
 * list: items that it proposes, and an order of the first ones. Entry: {@link
 * dev.coterie.pipeline.personal.Personal}. It must not change the snapshot, and no id or reason
 * comes from a model.
 */
@NullMarked
package dev.coterie.pipeline.personal;

import org.jspecify.annotations.NullMarked;
