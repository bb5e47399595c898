/**
 * Flat float matrices, SIMD operations with scalar twins, linear algebra, deterministic parallel
 * loops and top-k. Entry: {@link dev.coterie.numeric.Matrix}. It must know nothing but the JDK.
 */
@NullMarked
package dev.coterie.numeric;

import org.jspecify.annotations.NullMarked;
