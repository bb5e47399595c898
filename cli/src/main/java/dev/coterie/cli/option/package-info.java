/**
 * The options that several commands share, a class each, mixed into the commands. Entry: {@link
 * dev.coterie.cli.option.ComputeOptions}. It must not know any command, nor print.
 */
@NullMarked
package dev.coterie.cli.option;

import org.jspecify.annotations.NullMarked;
