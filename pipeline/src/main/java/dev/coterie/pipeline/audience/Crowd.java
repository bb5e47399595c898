package dev.coterie.pipeline.audience;

import dev.coterie.domain.EditedTree.Placement;
import dev.coterie.numeric.VectorMath;
import dev.coterie.recommend.UserState;
import java.util.OptionalInt;

/** The users among whom audiences are sought, by numbers from 0. May be asked by many threads. */
public interface Crowd {
  int size();

  /** A user by the number. */
  Member member(int user);

  /** What the ranking asks for of a user. */
  UserState state(int user);

  /** The number of a user, empty where the user is not of the crowd. */
  OptionalInt number(String userId);

  /**
   * A user.
   *
   * @param counts whether the user may be reached: no robot, not erased
   * @param places of several users
   * @param row of the user there
   * @param interest values of several users
   * @param offset of the user there
   */
  record Member(
      String userId, boolean counts, Placement places, int row, float[] interest, int offset) {
    int segment() {
      return places.segment()[row];
    }

    int subsegment() {
      return places.subsegment()[row];
    }

    float membership(int segment) {
      return places.membership().get(row, segment);
    }

    float subMembership(int subsegment) {
      return places.subMembership().get(row, subsegment);
    }

    /** The cosine to a unit vector; 0 where nothing is known of the user. */
    float cosine(float[] unit) {
      float length = length(unit.length);
      return length == 0 ? 0 : VectorMath.dot(interest, offset, unit, 0, unit.length) / length;
    }

    float length(int dimension) {
      return VectorMath.norm(interest, offset, dimension);
    }

    float[] unit(int dimension) {
      float[] unit = new float[dimension];
      System.arraycopy(interest, offset, unit, 0, dimension);
      VectorMath.normalise(unit, 0, dimension);
      return unit;
    }
  }
}
