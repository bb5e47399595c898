package dev.coterie.pipeline.backtest;

import dev.coterie.domain.EventLog;
import dev.coterie.domain.TextBlock;
import dev.coterie.numeric.Matrix;
import dev.coterie.numeric.Progress;
import dev.coterie.numeric.Workers;
import dev.coterie.recommend.Model;
import dev.coterie.recommend.content.Content;
import dev.coterie.recommend.lineup.Training;
import java.util.List;

/**
 * The reference for new items: the cosine of an item's text vector and the mean of those that the
 * user touched, as the encoders made them. Each encoder's numbers are columns of their own.
 */
final class TextModel {
  static final String NAME = "text";

  private TextModel() {}

  static Model of(List<TextBlock> texts, Training training, Workers workers) {
    int items = training.interactions().items();
    int wide = texts.stream().mapToInt(block -> block.vectors().columns()).sum();
    Matrix vectors = Matrix.zeros(items, wide);
    int at = 0;
    for (TextBlock block : texts) {
      for (int i = 0; i < items; i++) {
        int row = block.itemRow()[i];
        for (int d = 0; row != EventLog.NONE && d < block.vectors().columns(); d++) {
          vectors.set(i, at + d, block.vectors().get(row, d));
        }
      }
      at += block.vectors().columns();
    }
    return new Content(vectors, 0).fit(training.interactions(), workers, 0, Progress.NONE);
  }
}
