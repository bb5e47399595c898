/**
 * The words of Coterie as records, and their arithmetic: events, items, profiles, segments,
 * recommendations, and the layout of a snapshot. Entry: {@link dev.coterie.domain.Snapshot}. It
 * must not open files, run SQL, or know any algorithm that learns.
 */
@NullMarked
package dev.coterie.domain;

import org.jspecify.annotations.NullMarked;
