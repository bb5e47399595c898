/** Recommenders over an interaction matrix, and their evaluation in {@code evaluation}. */
@NullMarked
package dev.coterie.recommend;

import org.jspecify.annotations.NullMarked;
