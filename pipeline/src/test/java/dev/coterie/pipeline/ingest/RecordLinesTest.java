package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLinesTest {
  private static List<String> runs(RecordLines lines) {
    List<String> runs = new ArrayList<>();
    for (int r = 0; r < lines.runs(); r++) {
      runs.add(lines.runRow(r) + ":" + lines.runLine(r));
    }
    return runs;
  }

  private static RecordLines lines(String text, int chunk, long... broken) {
    RecordLines lines = new RecordLines("f", ',', true, true, false, broken);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i += chunk) {
      int n = Math.min(chunk, bytes.length - i);
      byte[] part = new byte[chunk];
      System.arraycopy(bytes, i, part, 0, n);
      lines.feed(part, n);
    }
    lines.end();
    return lines;
  }

  @Test
  void aPlainFileIsOneRun() {
    RecordLines lines = lines("a,b\n1,2\n3,4\n5,6", 4);
    assertThat(runs(lines)).containsExactly("0:2");
    assertThat(lines.rows()).isEqualTo(3);
    assertThat(lines.mixesNewlines()).isFalse();
  }

  @Test
  void quotedLineBreaksAndBlankLinesShiftTheRest() {
    String text = "a,b\n\"x\ny\",2\n3,4\n\n\n5,\"6 \"\"\n\"\" \"\n7,8\n";
    for (int chunk : new int[] {1, 3, 100}) {
      assertThat(runs(lines(text, chunk))).containsExactly("0:2", "1:4", "2:7", "3:9");
    }
  }

  @Test
  void brokenRecordsAreNoRows() {
    RecordLines lines = lines("a,b\n1,2\nbad\n3,4\n", 5, 8);
    assertThat(runs(lines)).containsExactly("0:2", "1:4");
    assertThat(lines.brokenLine(0)).isEqualTo(3);
    assertThat(lines.rows()).isEqualTo(2);
  }

  @Test
  void newlinesOfTwoKinds() {
    assertThat(lines("a,b\r\n1,2\n", 100).mixesNewlines()).isTrue();
    assertThat(lines("a,b\r\n\"1\n\",2\r\n", 100).mixesNewlines()).isFalse();
  }
}
