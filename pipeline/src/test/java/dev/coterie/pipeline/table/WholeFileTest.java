package dev.coterie.pipeline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.JobFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;
  private Path out;

  @BeforeEach
  void aFileIsThere() throws IOException {
    out = Files.writeString(folder.resolve("out.csv"), "old");
  }

  @Test
  void replacesWhatIsThere() {
    WholeFile.write(out, path -> write(path, "new"));

    assertThat(out).hasContent("new");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void stoppedInTheMiddleTheOldOneStaysAndNothingElse() {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    out,
                    path -> {
                      write(path, "half");
                      throw new CancellationException("stop");
                    }))
        .isInstanceOf(CancellationException.class);

    assertThat(out).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aFullDiskIsSaidInPlainWordsWithTheUsersOwnName() {
    String async =
        "IO Error: Async write failed for range [offset=5, size=7]: {\"exception_message\":\"No space left on device\"}";
    for (Exception reason :
        new Exception[] {
          new SQLException(async),
          new IOException("No space left on device"),
          new IOException("a codec failed", new IOException("No space left on device"))
        }) {
      assertThatThrownBy(
              () ->
                  WholeFile.write(
                      out,
                      path -> {
                        write(path, "half");
                        throw WholeFile.unwritable(path, reason);
                      }))
          .isInstanceOf(JobFailed.class)
          .hasMessage(
              "Cannot write %s: the disk is full.%nMake room there, or name another place.", out);
    }

    assertThat(out).hasContent("old");
    assertThat(folder).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void aWriterThatMeetsAFullDiskSaysSoToo() {
    assertThatThrownBy(
            () ->
                WholeFile.write(
                    out,
                    path -> {
                      throw new UncheckedIOException(new IOException("No space left on device"));
                    }))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(out + ": the disk is full");
  }

  @Test
  void throughALinkTheFileBehindItIsReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("latest.csv"), out);

    WholeFile.write(link, path -> write(path, "new"));

    assertThat(out).hasContent("new");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void whatIsNoOrdinaryFileIsNotReplaced() {
    Path device = Path.of("/dev/null");

    assertThatThrownBy(() -> WholeFile.write(device, path -> write(path, "x")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining("/dev/null is no ordinary file");
    assertThatThrownBy(() -> WholeFile.write(folder, path -> write(path, "x")))
        .hasMessageContaining("is a folder");
    assertThat(Files.isRegularFile(device)).isFalse();
  }

  @Test
  void aFileInThePlaceOfAFolderIsNamed() {
    assertThatThrownBy(() -> WholeFile.write(out.resolve("a/b.csv"), path -> write(path, "x")))
        .isInstanceOf(JobFailed.class)
        .hasMessageContaining(out.toString());
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
