package dev.coterie.pipeline.ingest;

import dev.coterie.domain.CoterieException.BadUsage;
import dev.coterie.domain.Nearest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The user's own condition. It is proven to be one expression over the columns of the source before
 * it runs: no other statement, no subquery, no function but those that compute the same from the
 * same values.
 */
final class RowCondition {
  private static final Set<String> PLAIN =
      Set.of(
          "CONJUNCTION",
          "COMPARISON",
          "FUNCTION",
          "COLUMN_REF",
          "CONSTANT",
          "OPERATOR",
          "CAST",
          "CASE",
          "BETWEEN",
          "COLLATE",
          "LAMBDA",
          "TYPE");
  private static final Set<String> READS_SETTINGS =
      Set.of("getenv", "current_setting", "getvariable", "current_query", "in_search_path");

  private final Database database;
  private final String condition;
  private final Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  RowCondition(Database database, String condition) {
    this.database = database;
    this.condition = condition;
  }

  /** Makes the table {@code filtered (rid)} of the rows for which the condition is not true. */
  void filter(RawRows raw, ColumnRoles roles, EventSource source) {
    prove(raw);
    StringBuilder typed = new StringBuilder("SELECT rowid AS \" row\"");
    for (int c = 0; c < raw.columns().size(); c++) {
      String name = raw.columns().get(c);
      if (columns.contains(name)) {
        typed
            .append(", ")
            .append(typedColumn(raw, c, roles.roleOf(c), source))
            .append(" AS ")
            .append(Sql.name(name));
      }
    }
    String rows = "(" + typed + " FROM " + raw.table() + ")";
    requireBoolean(rows);
    try {
      database.run(
          "CREATE TABLE filtered AS SELECT \" row\" AS rid FROM "
              + rows
              + " WHERE (\n"
              + condition
              + "\n) IS NOT TRUE");
    } catch (Database.SqlFailure e) {
      throw refused(e.reason());
    }
  }

  private void prove(RawRows raw) {
    if (condition.isBlank()) {
      throw refused("it is empty");
    }
    // In brackets an ORDER BY or LIMIT is an error, without them a bracket too many is.
    tree("(\n" + condition + "\n)");
    JsonNode node = tree("\n" + condition + "\n");
    if (!node.path("modifiers").isEmpty()
        || !node.path("group_expressions").isEmpty()
        || !node.path("having").isNull()
        || !node.path("qualify").isNull()
        || !node.path("sample").isNull()) {
      throw refused("it is more than one expression");
    }
    Set<String> functions = new HashSet<>();
    walk(node.path("where_clause"), functions);
    refuseFunctions(functions);
    for (String name : columns) {
      if (raw.columns().stream().noneMatch(name::equalsIgnoreCase)) {
        throw refused(
            "there is no column '"
                + name
                + "'"
                + Nearest.to(name, raw.columns())
                    .map(near -> ", did you mean '" + near + "'?")
                    .orElse(""));
      }
    }
  }

  private JsonNode tree(String clause) {
    String[] json = {""};
    database.query(
        "SELECT json_serialize_sql(" + Sql.text("SELECT 1 FROM t WHERE " + clause) + ")",
        row -> json[0] = row.getString(1));
    JsonNode parsed = JsonMapper.shared().readTree(json[0]);
    if (parsed.path("error").asBoolean()) {
      throw refused(parsed.path("error_message").asString());
    }
    JsonNode statements = parsed.path("statements");
    JsonNode node = statements.path(0).path("node");
    if (statements.size() != 1 || !node.path("type").asString().equals("SELECT_NODE")) {
      throw refused("it is more than one statement");
    }
    return node;
  }

  private void walk(JsonNode node, Set<String> functions) {
    String kind = node.path("class").asString("");
    if (!kind.isEmpty()) {
      if (!PLAIN.contains(kind)) {
        throw refused("a " + kind.toLowerCase(Locale.ROOT) + " may not stand in it");
      }
      if (kind.equals("COLUMN_REF")) {
        columns.add(node.path("column_names").path(0).asString());
      }
      if (kind.equals("FUNCTION")) {
        functions.add(node.path("function_name").asString().toLowerCase(Locale.ROOT));
      }
    }
    for (JsonNode child : node) {
      walk(child, functions);
    }
  }

  private void refuseFunctions(Set<String> functions) {
    if (functions.isEmpty()) {
      return;
    }
    Set<String> pure = new HashSet<>();
    database.query(
        "SELECT DISTINCT lower(function_name) FROM duckdb_functions()"
            + " WHERE function_type = 'scalar' AND stability = 'CONSISTENT'"
            + " AND lower(function_name) IN "
            + Sql.texts(functions),
        row -> pure.add(row.getString(1)));
    for (String function : new TreeSet<>(functions)) {
      if (!pure.contains(function) || READS_SETTINGS.contains(function)) {
        throw refused(
            "the function " + function + " does not compute its value from the row alone");
      }
    }
  }

  /** The narrowest type that all values of a column have; a number's column is one in any case. */
  private String typedColumn(RawRows raw, int c, Optional<Role> role, EventSource source) {
    String normal =
        NormalForm.of(
            RawRows.column(c),
            true,
            role.map(r -> source.missing().getOrDefault(r, Set.of())).orElse(Set.of()));
    if (role.map(Role::isNumber).orElse(false)) {
      return "TRY_CAST(" + normal + " AS DOUBLE)";
    }
    String[] type = {"VARCHAR"};
    database.query(
        "SELECT count(t), count(TRY_CAST(t AS BIGINT)) FILTER (NOT contains(t, '.')),"
            + " count(TRY_CAST(t AS DOUBLE)), count(TRY_CAST(t AS TIMESTAMP)),"
            + " count(TRY_CAST(t AS BOOLEAN)) FROM (SELECT "
            + normal
            + " AS t FROM "
            + raw.table()
            + ")",
        row -> {
          long given = row.getLong(1);
          if (row.getLong(2) == given) {
            type[0] = "BIGINT";
          } else if (row.getLong(3) == given) {
            type[0] = "DOUBLE";
          } else if (row.getLong(4) == given) {
            type[0] = "TIMESTAMP";
          } else if (row.getLong(5) == given) {
            type[0] = "BOOLEAN";
          }
        });
    return type[0].equals("VARCHAR") ? normal : "TRY_CAST(" + normal + " AS " + type[0] + ")";
  }

  private void requireBoolean(String rows) {
    String[] type = {""};
    try {
      database.query(
          "SELECT column_type FROM (DESCRIBE SELECT (\n"
              + condition
              + "\n) AS x FROM "
              + rows
              + ")",
          row -> type[0] = row.getString(1));
    } catch (Database.SqlFailure e) {
      throw refused(e.reason());
    }
    if (!type[0].equals("BOOLEAN")) {
      throw refused("its value is " + type[0] + ", neither true nor false");
    }
  }

  private BadUsage refused(String why) {
    return new BadUsage(
        "The condition '"
            + condition
            + "' is refused: "
            + why
            + (why.endsWith("?") ? "" : ".")
            + "\nWrite one SQL condition over the columns of the events, for example \"Quantity > 0"
            + " AND Price > 0\".");
  }
}
