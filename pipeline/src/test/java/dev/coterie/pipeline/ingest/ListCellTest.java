package dev.coterie.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ListCellTest {
  @Test
  void jsonAndPythonAndNumpy() {
    assertThat(ListCell.entries("[\"a\", \"b \\\"c\\\"\", \"\\u4e2d\", 5, null]"))
        .containsExactly("a", "b \"c\"", "中", "5");
    assertThat(ListCell.entries("['a', \"it's\", 'd\\'e', None, nan]"))
        .containsExactly("a", "it's", "d'e");
    assertThat(ListCell.entries("['a' 'b'\n 'c']")).containsExactly("a", "b", "c");
    assertThat(ListCell.entries("('x', 'y')")).containsExactly("x", "y");
    assertThat(ListCell.entries("[one two, three]")).containsExactly("one two", "three");
    assertThat(ListCell.entries("[]")).isEmpty();
  }

  @Test
  void separators() {
    assertThat(ListCell.entries(" a | b||c ")).containsExactly("a", "b", "c");
    assertThat(ListCell.entries("a;b, c")).containsExactly("a", "b, c");
    assertThat(ListCell.entries("[draft] of a title")).containsExactly("[draft] of a title");
    assertThat(ListCell.labels("a, b")).containsExactly("a", "b");
    assertThat(ListCell.labels("a, b|c")).containsExactly("a, b", "c");
    assertThat(ListCell.labels("")).isEmpty();
  }

  @Test
  void whatIsCutShort() {
    assertThat(ListCell.entries("['a', 'b]")).containsExactly("a", "b");
    assertThat(ListCell.entries("[\"a\\]")).containsExactly("a\\");
    assertThat(ListCell.entries("[\"\\u12\"]")).hasSize(1);
  }
}
