package dev.coterie.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.coterie.domain.Edit.Made;
import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.domain.EditedTree.Unapplied;
import dev.coterie.numeric.Matrix;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class EditedTreeTest {
  private static final List<String> SEGMENTS = List.of("s1", "s2", "s3");
  private static final List<String> INSIDE = List.of("s1.1", "s1.2", "s2.1", "s3.1", "s3.2");
  private static final int[] PARENT = {0, 0, 1, 2, 2};

  /** Three users, one in each segment, the second nearly in the third. */
  private static final Matrix MEMBERSHIP =
      Matrix.ofRows(new float[][] {{.5f, .3f, .2f}, {.2f, .41f, .39f}, {.1f, .2f, .7f}});

  private static final Matrix INSIDE_EACH =
      Matrix.ofRows(
          new float[][] {
            {.6f, .4f, 1, .5f, .5f}, {.5f, .5f, 1, .9f, .1f}, {.5f, .5f, 1, .3f, .7f}
          });

  private static final Matrix INTEREST =
      Matrix.ofRows(new float[][] {{1, 0}, {0, 1}, {0.8f, 0.6f}});

  private static Made made(String id, float... centre) {
    return new Made(
        id,
        new Description(
            id,
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            OptionalDouble.empty(),
            Optional.empty()),
        new Segmentation.Quality(1, 0, 1),
        centre);
  }

  private static Edit merge(String id, String... others) {
    return new Edit.Merge(id, List.of(others), Optional.of(made(id, 1, 0)));
  }

  private static EditedTree tree(Edit... edits) {
    Edits all = Edits.none("fit");
    for (Edit edit : edits) {
      all = all.with(edit, Instant.EPOCH);
    }
    return EditedTree.of(SEGMENTS, INSIDE, PARENT, 0.1, all);
  }

  private static Placement place(EditedTree tree) {
    return tree.place(MEMBERSHIP, INSIDE_EACH, INTEREST);
  }

  private static void sumToOne(EditedTree tree, Placement placement) {
    for (int u = 0; u < MEMBERSHIP.rows(); u++) {
      double[] inside = new double[tree.segments().size()];
      double sum = 0;
      for (int g = 0; g < inside.length; g++) {
        sum += placement.membership().get(u, g);
      }
      for (int c = 0; c < tree.parent().length; c++) {
        inside[tree.parent()[c]] += placement.subMembership().get(u, c);
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
      for (double each : inside) {
        assertThat(each).isCloseTo(1, within(1e-5));
      }
      assertThat(tree.parent()[placement.subsegment()[u]]).isEqualTo(placement.segment()[u]);
    }
  }

  @Test
  void withoutEditsNothingMoves() {
    Placement placement = place(tree());
    assertThat(placement.membership()).isSameAs(MEMBERSHIP);
    assertThat(placement.segment()).containsExactly(0, 1, 2);
    assertThat(placement.subsegment()).containsExactly(0, 2, 4);
  }

  @Test
  void aMergedSegmentHasTheUsersOfItsPartsAndNoOthers() {
    EditedTree tree = tree(merge("s3", "s1"));
    assertThat(tree.segments()).containsExactly("s2", "s3");
    assertThat(tree.subsegments()).containsExactly("s2.1", "s3.1", "s3.2", "s1.1", "s1.2");
    Placement placement = place(tree);
    assertThat(placement.segment())
        .as("0.2 and 0.39 together would be more than 0.41")
        .containsExactly(1, 0, 1);
    assertThat(placement.subsegment()).as("where they were").containsExactly(3, 0, 2);
    sumToOne(tree, placement);
    assertThat(tree.now("s1")).containsExactly("s3");
  }

  @Test
  void ofASplitSegmentUsersGoToTheNearestPartAndNobodyElseMoves() {
    EditedTree tree = tree(new Edit.Split("s3", List.of(made("s4", 1, 0), made("s5", 0, 1))));
    assertThat(tree.segments()).containsExactly("s1", "s2", "s4", "s5");
    assertThat(tree.subsegments()).endsWith("s4.1", "s5.1");
    Placement placement = place(tree);
    assertThat(placement.segment()).containsExactly(0, 1, 2);
    sumToOne(tree, placement);
  }

  @Test
  void editsWorkOnWhatEarlierOnesMade() {
    EditedTree tree =
        tree(
            merge("s1", "s2"),
            new Edit.Split("s1", List.of(made("s4", 1, 0), made("s5", 0, 1))),
            merge("s3", "s5"),
            new Edit.Rename("s4", "First"));
    assertThat(tree.segments()).containsExactly("s4", "s3");
    assertThat(place(tree).segment()).containsExactly(0, 1, 1);
    assertThat(tree.name("s4")).contains("First");
    assertThat(tree.now("s2")).containsExactly("s4", "s3");
    assertThat(tree.unapplied()).isEmpty();
  }

  @Test
  void subsegmentsOfOneSegmentAreMergedAndSplitInsideIt() {
    EditedTree tree =
        tree(
            new Edit.Split("s3.1", List.of(made("s3.3", 1, 0), made("s3.4", 0, 1))),
            merge("s3.4", "s3.2"),
            merge("s1.1", "s1.2"));
    assertThat(tree.unapplied()).isEmpty();
    assertThat(tree.segments()).isEqualTo(SEGMENTS);
    assertThat(tree.subsegments()).containsExactly("s1.1", "s2.1", "s3.3", "s3.4");
    Placement placement = place(tree);
    assertThat(placement.segment()).as("nobody leaves a segment").containsExactly(0, 1, 2);
    assertThat(placement.subsegment()).containsExactly(0, 1, 3);
    sumToOne(tree, placement);
    assertThat(tree.now("s3.1")).containsExactly("s3.3", "s3.4");
    EditedTree apart = tree(merge("s1.1", "s3.1"), merge("s1.1", "s2"));
    assertThat(apart.unapplied())
        .extracting(Unapplied::reason)
        .containsExactly("s3.1 is a subsegment, of s3", "s2 is no subsegment");
    EditedTree joined = tree(merge("s1.1", "s1.2"), merge("s2", "s1"));
    assertThat(joined.subsegments()).containsExactly("s2.1", "s1.1", "s3.1", "s3.2");
    sumToOne(joined, place(joined));
  }

  @Test
  void aSplitThatCouldNotBeDoneKeepsItsIdsAndIsTold() {
    EditedTree tree = tree(new Edit.Split("s3", List.of(made("s4"), made("s5"))));
    assertThat(tree.unapplied()).hasSize(1);
    assertThat(tree.segments()).isEqualTo(SEGMENTS);
  }

  @Test
  void whatDoesNotHoldIsToldAndLeavesTheRest() {
    EditedTree tree =
        tree(
            merge("s1", "s2"),
            merge("s2", "s1"),
            merge("s1", "s1"),
            new Edit.Rename("s9", "Nobody"),
            merge("s1", "s3.1"),
            new Edit.Lock("s3", "Kept", "text"),
            new Edit.Rename("s3", "Other"),
            new Edit.Hide("s3"));
    assertThat(tree.unapplied())
        .extracting(Unapplied::reason)
        .containsExactly(
            "s2 was merged into s1",
            "s1 cannot be merged with itself",
            "there is no segment s9 in this fit",
            "s3.1 is a subsegment, of s3",
            "s3 is locked by edit 6");
    assertThat(tree.name("s3")).contains("Kept");
    assertThat(tree.isHidden("s3.2")).isTrue();
  }
}
