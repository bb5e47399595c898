/**
 * A chat model as a fit uses it: its settings, its kept answers, and the voice that it writes in.
 * Entry: {@link dev.coterie.pipeline.chat.Scribe}. It must not know what is written.
 */
@NullMarked
package dev.coterie.pipeline.chat;

import org.jspecify.annotations.NullMarked;
