package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportDataTest {
  private final ReportData data = FakeReports.shop(1, 20, 3);

  @Test
  void columnsOfUnequalLengthAreRefused() {
    assertThatThrownBy(
            () ->
                new ReportData.Users(
                    List.of("a", "b"),
                    new int[2],
                    new int[2],
                    new float[1],
                    new float[2],
                    new float[2],
                    new float[2]))
        .hasMessage("confidence has 1 entries for 2 users");
  }

  @Test
  void aUserOutsideEverySegmentIsRefused() {
    assertThatThrownBy(
            () ->
                new ReportData(
                    data.manifest(),
                    data.segments().subList(0, 2),
                    data.tree(),
                    data.users(),
                    data.suggestions(),
                    data.course(),
                    data.origin()))
        .hasMessageStartingWith("segment must be 0 to 1, not 2");
  }

  @Test
  void aSubsegmentNeedsItsParent() {
    assertThatThrownBy(
            () ->
                new ReportData(
                    data.manifest(),
                    data.segments().subList(1, data.segments().size()),
                    data.tree(),
                    data.users(),
                    data.suggestions(),
                    data.course(),
                    data.origin()))
        .hasMessage("subsegment s1.1 has no parent s1");
  }
}
