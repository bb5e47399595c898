package dev.coterie.pipeline.describe;

import dev.coterie.numeric.Matrix;
import java.util.List;

/** Where texts lie in the item space, so that a name can be tested against items. */
public interface TextPlacing {
  /** One row an item, by its text alone; zeros for an item without text. */
  Matrix items();

  /** One row a text; zeros where nothing is known of it. */
  Matrix of(List<String> texts);
}
