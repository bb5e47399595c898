package dev.coterie.pipeline.describe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Item;
import dev.coterie.pipeline.HandwrittenLog;
import dev.coterie.pipeline.describe.NameCandidates.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameCandidatesTest {
  private static final NameStyle ENGLISH = new NameStyle("en", false);

  private static Part title(String text) {
    return new Part(text, text.split(" ", -1).length, 1, false, false);
  }

  private static Part topic(String text) {
    return new Part(text, text.split(" ", -1).length, 1, true, false);
  }

  private static NameCandidates of(Part... phrases) {
    return NameCandidates.of(List.of(phrases), List.of(), ENGLISH);
  }

  @Test
  void aNameHasTwoToFourWords() {
    NameCandidates names =
        of(
            title("red enamel mug"),
            title("tea"),
            title("large blue kettle"),
            title("cast iron pan"));
    assertThat(names.fitting().getFirst()).isEqualTo("Red enamel mug & tea");
    assertThat(names.fitting())
        .allSatisfy(name -> assertThat(NameCandidates.count(name)).isBetween(2, 4));
    assertThat(names.longer())
        .allSatisfy(name -> assertThat(NameCandidates.count(name)).isGreaterThan(4));
  }

  @Test
  void noWordStandsTwiceInAName() {
    assertThat(of(title("heart"), title("SWEETHEART"), title("Hearts of wood")).fitting())
        .containsExactly("Hearts of wood");
    assertThat(of(title("tea"), title("Tea")).fitting()).containsExactly("Tea");
  }

  @Test
  void aNameIsOfOneScriptAndThatOfTheCatalogueWhereThereAreWordsOfIt() {
    Part[] both = {
      topic("\u684c\u6e38"), topic("board games"), topic("\u805a\u4f1a"), topic("dice")
    };
    assertThat(of(both).fitting().getFirst()).isEqualTo("Board games & dice");
    assertThat(of(both).fitting())
        .allSatisfy(
            name -> assertThat(name).doesNotContainPattern("[a-z].*\\p{IsHan}|\\p{IsHan}.*[a-z]"));
    assertThat(
            NameCandidates.of(Arrays.asList(both), List.of(), new NameStyle("zh", false))
                .fitting()
                .getFirst())
        .isEqualTo("\u684c\u6e38\u4e0e\u805a\u4f1a");
    assertThat(of(topic("\u684c\u6e38"), topic("\u805a\u4f1a")).fitting().getFirst())
        .isEqualTo("\u684c\u6e38\u4e0e\u805a\u4f1a");
  }

  @Test
  void whatThingsAreComesBeforeWhoMadeThem() {
    assertThat(of(title("Quiet Skin"), topic("mask"), title("Fern"), topic("serum")).fitting())
        .startsWith("Mask & serum");
    assertThat(of(title("Quiet Skin"), title("Fern")).fitting()).startsWith("Quiet Skin & Fern");
  }

  @Test
  void whatTellsOfOtherGroupsTooComesLast() {
    Part shared = new Part("sport", 1, 9, true, true);
    assertThat(of(shared, topic("road bike"), topic("wheels")).fitting())
        .startsWith("Road bike & wheels");
  }

  @Test
  void aScriptThatHardlyAnythingIsToldInIsNotTakenForAName() {
    Part rare = new Part("beauty", 1, 0.2, true, false);
    assertThat(of(rare, topic("\u684c\u6e38"), topic("\u805a\u4f1a")).fitting().getFirst())
        .isEqualTo("\u684c\u6e38\u4e0e\u805a\u4f1a");
  }

  @Test
  void anAmpersandStandsOnceInAName() {
    assertThat(of(topic("sourdough"), title("Hearth & Rye")).fitting())
        .contains("Sourdough, Hearth & Rye");
  }

  @Test
  void labelsStandInForPhrasesWhereTheyAreShort() {
    assertThat(
            NameCandidates.of(
                    List.of(), List.of("a label of far too many words", "Tea", "Tea"), ENGLISH)
                .fitting())
        .containsExactly("Tea");
  }

  private static List<Item> catalogue(String... titles) {
    List<Item> items = new ArrayList<>();
    for (String title : titles) {
      items.addAll(new HandwrittenLog().item(title, title).log().items());
    }
    return items;
  }

  @Test
  void aCatalogueInCapitalsIsNotShoutedBack() {
    NameStyle loud = NameStyle.of(catalogue("RED MUG", "KNIT THE SCARF KIT", "Manual", "12"));
    assertThat(loud.written("T-LIGHT HOLDER")).isEqualTo("T-Light Holder");
    assertThat(loud.written("BOX OF THE CHILDREN'S TV")).isEqualTo("Box of the Children's TV");
    assertThat(loud.written("Manual entry")).isEqualTo("Manual entry");
    NameStyle quiet = NameStyle.of(catalogue("Red mug", "LEGO house", "12"));
    assertThat(quiet.written("LEGO")).isEqualTo("LEGO");
  }
}
