package dev.coterie.cli.terminal;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** JSON has no NaN and no infinity: null stands for a number that is not known. */
final class FiniteNumbers {
  static final ValueSerializer<Double> DOUBLES =
      new ValueSerializer<>() {
        @Override
        public void serialize(Double value, JsonGenerator json, SerializationContext context) {
          if (Double.isFinite(value)) {
            json.writeNumber(value);
          } else {
            json.writeNull();
          }
        }
      };

  static final ValueSerializer<Float> FLOATS =
      new ValueSerializer<>() {
        @Override
        public void serialize(Float value, JsonGenerator json, SerializationContext context) {
          if (Float.isFinite(value)) {
            json.writeNumber(value);
          } else {
            json.writeNull();
          }
        }
      };

  private FiniteNumbers() {}
}
