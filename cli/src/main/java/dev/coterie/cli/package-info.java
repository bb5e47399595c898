/** One class a command: it parses, calls {@code pipeline}, and prints. */
@NullMarked
package dev.coterie.cli;

import org.jspecify.annotations.NullMarked;
