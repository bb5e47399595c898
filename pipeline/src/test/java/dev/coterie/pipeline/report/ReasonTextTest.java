package dev.coterie.pipeline.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coterie.domain.Recommendation.Reason;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonTextTest {
  private static final ReasonText SHOP =
      new ReasonText(ReportLanguage.ENGLISH, List.of("PURCHASE", "SEARCH"));
  private static final ReasonText MEDIA =
      new ReasonText(ReportLanguage.ENGLISH, List.of("PURCHASE", "VIEW"));
  private static final ReasonText CHINESE =
      new ReasonText(ReportLanguage.CHINESE, Set.of("PURCHASE"));

  @Test
  void saysHowManyOfTheSegmentBoughtIt() {
    Reason reason = new Reason.PopularInSegment("s1", 0.6149);
    assertThat(SHOP.words(reason, "Lamps")).isEqualTo("bought by 61 % of your segment");
    assertThat(MEDIA.words(reason, "Lamps")).isEqualTo("chosen by 61 % of your segment");
    assertThat(CHINESE.words(reason, "灯")).isEqualTo("您所在分群有 61% 的人购买");
  }

  @Test
  void aTinyShareIsNotNone() {
    assertThat(SHOP.words(new Reason.PopularInSegment("s1", 0.004), ""))
        .isEqualTo("bought by under 1 % of your segment");
  }

  @Test
  void namesTheItemThatItGoesWith() {
    assertThat(SHOP.words(new Reason.LikeItem(3), " Tea {0} pot "))
        .isEqualTo("like Tea {0} pot that you bought");
    assertThat(CHINESE.words(new Reason.LikeItem(3), "茶壶")).isEqualTo("与您买过的“茶壶”相似");
    assertThat(SHOP.words(new Reason.SimilarText(3), "Teapot")).isEqualTo("reads like Teapot");
  }

  @Test
  void anItemWithoutATitleIsStillAReason() {
    assertThat(SHOP.words(new Reason.LikeItem(3), " ")).isEqualTo("like something that you bought");
    assertThat(MEDIA.words(new Reason.SimilarText(3), ""))
        .isEqualTo("reads like what you look for");
  }

  @Test
  void countsPeopleAsTheLanguageDoes() {
    assertThat(SHOP.words(new Reason.NearestUsers(1), ""))
        .isEqualTo("bought by the person most like you");
    assertThat(SHOP.words(new Reason.PopularNow(12_345), ""))
        .isEqualTo("bought by 12,345 people lately");
    assertThat(CHINESE.words(new Reason.PopularNow(1), "")).isEqualTo("近期有一人购买");
  }
}
