package dev.coterie.domain;

import java.util.List;

/**
 * The cost of a fit, predicted from the shape of the data.
 *
 * @param rows rows of the event sources, estimated where counting would mean reading them
 * @param stages in the order of the work
 * @param memoryLimitMib what the fit may use
 */
public record Plan(long rows, List<Stage> stages, double memoryLimitMib) {
  public Plan {
    stages = List.copyOf(stages);
  }

  /** One stage: how long, the most memory while it runs, what it leaves on disk. */
  public record Stage(String name, double seconds, double memoryMib, double diskMib) {}

  public double seconds() {
    return stages.stream().mapToDouble(Stage::seconds).sum();
  }

  /** The most memory at any time. */
  public double peakMemoryMib() {
    return stages.stream().mapToDouble(Stage::memoryMib).max().orElse(0);
  }

  public double diskMib() {
    return stages.stream().mapToDouble(Stage::diskMib).sum();
  }

  public boolean fits() {
    return peakMemoryMib() <= memoryLimitMib;
  }
}
