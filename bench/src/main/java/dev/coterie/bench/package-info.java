/** Every benchmark and every run against peers. */
@NullMarked
package dev.coterie.bench;

import org.jspecify.annotations.NullMarked;
