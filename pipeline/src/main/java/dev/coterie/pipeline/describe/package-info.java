/**
 * The stage that says what each segment is about: lift, key phrases, exemplars, behaviour, and a
 * name that rests on them. Entry: {@link dev.coterie.pipeline.describe.Describing}. It must not
 * know how segments were found.
 */
@NullMarked
package dev.coterie.pipeline.describe;

import org.jspecify.annotations.NullMarked;
