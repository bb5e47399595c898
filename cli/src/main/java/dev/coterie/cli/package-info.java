/**
 * One class a command: it parses, calls {@code pipeline}, and prints. Entry: {@link
 * dev.coterie.cli.CoterieCommand}. It must not hold logic that a server could want.
 */
@NullMarked
package dev.coterie.cli;

import org.jspecify.annotations.NullMarked;
