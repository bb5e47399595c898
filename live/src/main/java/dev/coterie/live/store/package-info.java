/**
 * Where events, items and erasures are kept between two starts. Entry: {@link
 * dev.coterie.live.store.EventStore}. It must not know what is made of them.
 */
@NullMarked
package dev.coterie.live.store;

import org.jspecify.annotations.NullMarked;
