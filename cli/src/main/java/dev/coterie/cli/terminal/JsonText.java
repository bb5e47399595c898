package dev.coterie.cli.terminal;

import java.io.PrintStream;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** One JSON document, indented, its keys in the order they were declared. */
final class JsonText {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(Double.class, FiniteNumbers.DOUBLES)
                  .addSerializer(double.class, FiniteNumbers.DOUBLES)
                  .addSerializer(Float.class, FiniteNumbers.FLOATS)
                  .addSerializer(float.class, FiniteNumbers.FLOATS))
          .build();

  private JsonText() {}

  static void write(Object document, PrintStream out) {
    out.println(MAPPER.writeValueAsString(document));
  }
}
