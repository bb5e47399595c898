/**
 * The stage that learns what users are about: the item space, interest vectors, behaviour features.
 * Entry: {@link dev.coterie.pipeline.profile.Profiling}. It must not know segments or files.
 */
@NullMarked
package dev.coterie.pipeline.profile;

import org.jspecify.annotations.NullMarked;
