/**
 * How well recommenders foresee what users did next, measured on events that were held back. Entry:
 * {@link dev.coterie.pipeline.backtest.Backtest}. It must not write files, nor choose settings by
 * what it measures.
 */
@NullMarked
package dev.coterie.pipeline.backtest;

import org.jspecify.annotations.NullMarked;
