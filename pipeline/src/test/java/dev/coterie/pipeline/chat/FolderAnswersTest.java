package dev.coterie.pipeline.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.language.chat.AnswerCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderAnswersTest {
  @TempDir private Path folder;

  @Test
  void answersComeBackToTheSameQuestionAlone() {
    AnswerCache cache = new FolderAnswers(folder);
    assertThat(cache.find("q")).isEmpty();
    cache.keep("q", "a\n红茶");
    cache.keep("r", "b");
    cache.keep("r", "c");
    assertThat(new FolderAnswers(folder).find("q")).contains("a\n红茶");
    assertThat(cache.find("r")).contains("c");
    assertThat(cache.find("q ")).isEmpty();
    assertThat(folder.resolve("chat")).isDirectoryContaining("glob:**.txt");
    assertThat(folder.resolve("chat")).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsNothingAndFailsNothing() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    AnswerCache cache = new FolderAnswers(file);
    cache.keep("q", "a");
    assertThat(cache.find("q")).isEmpty();
  }

  @Test
  void withoutAModelThereIsNoDesk() {
    try (Scribe scribe = Scribe.of(ChatOptions.defaults(), ChatSource.server(AnswerCache.NONE))) {
      assertThat(scribe.writes()).isFalse();
      assertThat(scribe.spending()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:11434", "ftp://host/v1", "http://user:secret@host/v1", "h t"})
  void anAddressThatIsNoneIsBadUsage(String url) {
    assertThatThrownBy(() -> ChatSource.server(AnswerCache.NONE).open(Scribes.options(url)))
        .isInstanceOf(BadUsage.class)
        .hasMessageContaining("chat.url");
  }

  @Test
  void aModelWithoutAnAddressIsRefused() {
    assertThatThrownBy(
            () ->
                new ChatOptions(
                    Optional.empty(),
                    Optional.of("m"),
                    "",
                    "r",
                    "English",
                    "K",
                    1,
                    1,
                    1,
                    0,
                    1,
                    1,
                    0,
                    0))
        .hasMessageContaining("url must be named");
  }
}
