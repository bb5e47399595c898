package dev.coterie.pipeline;

import dev.coterie.domain.Nearest;
import dev.coterie.pipeline.profile.Adapter;
import dev.coterie.pipeline.profile.Factorisation;
import dev.coterie.pipeline.profile.Scaler;
import dev.coterie.pipeline.segment.Algorithm;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** Choices are written as words of their own: {@code tfidf-svd}, {@code min-max}. */
final class EnumWords {
  private EnumWords() {}

  static JacksonModule module() {
    SimpleModule module = new SimpleModule();
    add(module, Adapter.class);
    add(module, Factorisation.class);
    add(module, Scaler.class);
    add(module, Algorithm.class);
    return module;
  }

  private static <E extends Enum<E>> void add(SimpleModule module, Class<E> type) {
    module.addSerializer(type, new Writer<>());
    module.addDeserializer(type, new Reader<>(type));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static final class Writer<E extends Enum<E>> extends ValueSerializer<E> {
    @Override
    public void serialize(E value, JsonGenerator json, SerializationContext context) {
      json.writeString(word(value));
    }
  }

  private static final class Reader<E extends Enum<E>> extends ValueDeserializer<E> {
    private final Class<E> type;

    Reader(Class<E> type) {
      this.type = type;
    }

    @Override
    public E deserialize(JsonParser json, DeserializationContext context) {
      String given = String.valueOf(json.getValueAsString()).strip();
      List<String> words = Arrays.stream(type.getEnumConstants()).map(EnumWords::word).toList();
      int at = words.indexOf(given.toLowerCase(Locale.ROOT).replace('_', '-'));
      if (at < 0) {
        throw new IllegalArgumentException(
            "'"
                + given
                + "' is no choice; "
                + Nearest.to(given, words)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("take " + String.join(" or ", words) + "."));
      }
      return type.getEnumConstants()[at];
    }
  }
}
