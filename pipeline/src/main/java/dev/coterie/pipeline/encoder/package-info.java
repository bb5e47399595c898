/**
 * Which encoder serves a user's own data best: each is asked where new items belong by their text.
 * Entry: {@link dev.coterie.pipeline.encoder.EncoderComparison}. It runs the story many times, and
 * must not write a snapshot nor know how lists are made.
 */
@NullMarked
package dev.coterie.pipeline.encoder;

import org.jspecify.annotations.NullMarked;
