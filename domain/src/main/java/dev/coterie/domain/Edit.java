package dev.coterie.domain;

import java.util.List;
import java.util.Optional;

/** What a person changed of the segments that a fit found. */
public sealed interface Edit {
  /** The segment or subsegment that it is about. */
  String id();

  /** Another name. */
  record Rename(String id, String name) implements Edit {}

  /** Another description. */
  record Describe(String id, String text) implements Edit {}

  /** Name and description stay as they were when it was locked, whatever a refit finds. */
  record Lock(String id, String name, String text) implements Edit {}

  /**
   * Other segments become part of this one.
   *
   * @param made what became of it; empty where it could not be done
   */
  record Merge(String id, List<String> others, Optional<Made> made) implements Edit {}

  /**
   * Several segments take its place.
   *
   * @param made they; without centres where it could not be done
   */
  record Split(String id, List<Made> made) implements Edit {
    /** Whether the users of the fit could be split. */
    public boolean isDone() {
      return !made.isEmpty() && made.stream().allMatch(part -> part.centre().length > 0);
    }
  }

  /** It is not shown; its users stay in it. */
  record Hide(String id) implements Edit {}

  /**
   * A segment that an edit made, as its snapshot's users show it.
   *
   * @param centre one unit vector
   */
  record Made(String id, Description description, Segmentation.Quality quality, float[] centre) {}
}
