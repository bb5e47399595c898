/**
 * What a person sees: results as a table, JSON or CSV, and progress. Entry: {@link
 * dev.coterie.cli.terminal.Output}. It must not know any command, option or segment.
 */
@NullMarked
package dev.coterie.cli.terminal;

import org.jspecify.annotations.NullMarked;
