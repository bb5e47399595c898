package dev.coterie.pipeline.table;

/** A column of a table: its name and what its cells hold. */
public record Column(String name, Type type) {
  /** What a cell holds, as the Parquet file will say. */
  public enum Type {
    TEXT("VARCHAR"),
    INTEGER("INTEGER"),
    LONG("BIGINT"),
    FLOAT("FLOAT"),
    DOUBLE("DOUBLE"),
    BOOLEAN("BOOLEAN"),
    FLOATS("FLOAT[]"),
    INTEGERS("INTEGER[]"),
    TEXTS("VARCHAR[]");

    private final String sql;

    Type(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  public static Column text(String name) {
    return new Column(name, Type.TEXT);
  }

  public static Column integer(String name) {
    return new Column(name, Type.INTEGER);
  }

  public static Column number(String name) {
    return new Column(name, Type.DOUBLE);
  }

  public static Column vector(String name) {
    return new Column(name, Type.FLOATS);
  }
}
