package dev.coterie.pipeline.report;

import dev.coterie.domain.Segmentation;
import dev.coterie.pipeline.table.WholeFile;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The map, the silhouette plot and the k curve as pictures, for slides and papers. */
final class ReportImages {
  private static final int LONGEST_NAME = 28;
  private static final int WIDTH = 1400;
  private static final int HEIGHT = 1000;
  private static final Color INK = new Color(0x1c1d21);
  private static final Color MUTED = new Color(0x64666e);
  private static final Color LINE = new Color(0xe4e2dd);

  /** The page's colours. */
  private static final int[] PALETTE = {
    0x3b66d6, 0xe0851b, 0x2c9a6b, 0xd2467c, 0x7c58c9, 0x0f93a8,
    0xb5562f, 0x6f9a22, 0xa1449c, 0x4a7fb5, 0xc59a1a, 0x5b6b7b
  };

  private final ReportData data;
  private final Messages messages;
  private final List<String> names;
  private final Font font;

  ReportImages(ReportData data, ReportLanguage language) {
    this.data = data;
    this.messages = Messages.in(language);
    this.names = names(data.level(1));
    this.font =
        ChartFont.showing(String.join("", names) + String.join("", messages.all().values()));
  }

  void write(Path folder) {
    save(map(), folder.resolve("map.png"));
    save(silhouette(), folder.resolve("silhouette.png"));
    if (data.manifest().segmentation().curve().size() > 1) {
      save(curve(), folder.resolve("k-curve.png"));
    }
  }

  private static void save(XYChart chart, Path file) {
    WholeFile.write(
        file,
        path -> {
          try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
            ImageIO.write(BitmapEncoder.getBufferedImage(chart), "png", out);
          } catch (IOException e) {
            throw WholeFile.unwritable(path, e);
          }
        });
  }

  /** Names for a legend, each with its id in front, and cut so that the picture keeps its place. */
  private static List<String> names(List<ReportData.Segment> segments) {
    return segments.stream()
        .map(segment -> segment.id() + "  " + cut(segment.description().name()))
        .toList();
  }

  private static String cut(String name) {
    int[] letters = name.codePoints().limit(LONGEST_NAME).toArray();
    String start = new String(letters, 0, letters.length);
    return start.length() < name.length() ? start + "…" : name;
  }

  private XYChart map() {
    XYChart chart = chart("map.alt");
    chart.getStyler().setAxisTicksVisible(false).setPlotGridLinesVisible(false);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    ReportData.Users users = data.users();
    chart.getStyler().setMarkerSize(users.size() > 20_000 ? 3 : users.size() > 2000 ? 5 : 9);
    int[] sizes = new int[names.size()];
    for (int segment : users.segment()) {
      sizes[segment]++;
    }
    List<AnnotationText> labels = new ArrayList<>();
    for (int s = 0; s < names.size(); s++) {
      if (sizes[s] == 0) {
        continue;
      }
      float[] x = new float[sizes[s]];
      float[] y = new float[sizes[s]];
      double sumX = 0;
      double sumY = 0;
      int filled = 0;
      for (int u = 0; u < users.size(); u++) {
        if (users.segment()[u] == s) {
          x[filled] = users.mapX()[u];
          y[filled++] = users.mapY()[u];
          sumX += users.mapX()[u];
          sumY += users.mapY()[u];
        }
      }
      XYSeries series = chart.addSeries(names.get(s), x, y);
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color(s, 150));
      labels.add(
          new AnnotationText(data.level(1).get(s).id(), sumX / sizes[s], sumY / sizes[s], false));
    }
    labels.forEach(chart::addAnnotation);
    return chart;
  }

  private XYChart silhouette() {
    XYChart chart = chart("silhouette.alt");
    chart.setXAxisTitle(messages.text("curve.silhouette"));
    chart.getStyler().setYAxisTicksVisible(false).setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    float[][] sample = SilhouetteSample.of(data.users(), names.size());
    int total = 0;
    for (float[] values : sample) {
      total += values.length;
    }
    double from = 0;
    for (int s = 0; s < sample.length; s++) {
      int bars = sample[s].length;
      if (bars == 0) {
        continue;
      }
      double[] x = new double[2 * bars + 2];
      double[] y = new double[2 * bars + 2];
      for (int i = 0; i < bars; i++) {
        x[2 * i + 1] = sample[s][i];
        x[2 * i + 2] = sample[s][i];
        y[2 * i + 1] = -(from + i);
        y[2 * i + 2] = -(from + i + 1);
      }
      y[0] = -from;
      y[2 * bars + 1] = -(from + bars);
      XYSeries series = chart.addSeries(names.get(s), x, y);
      series.setFillColor(color(s, 255));
      series.setLineColor(color(s, 255));
      series.setMarker(SeriesMarkers.NONE);
      from += bars + Math.max(1, total * 0.012);
    }
    double mean = data.manifest().segmentation().overall().silhouette();
    if (Double.isFinite(mean)) {
      chart.addAnnotation(new AnnotationLine(mean, true, false));
    }
    return chart;
  }

  private XYChart curve() {
    XYChart chart = chart("curve.alt");
    chart.setXAxisTitle(messages.text("curve.k"));
    List<Segmentation.KPoint> points = data.manifest().segmentation().curve();
    double[] k = points.stream().mapToDouble(Segmentation.KPoint::k).toArray();
    String[] keys = {"curve.silhouette", "curve.inertia"};
    double[][] figures = {
      points.stream().mapToDouble(Segmentation.KPoint::silhouette).toArray(),
      points.stream().mapToDouble(Segmentation.KPoint::inertia).toArray()
    };
    for (int i = 0; i < keys.length; i++) {
      String label = messages.text(keys[i]);
      XYSeries series = chart.addSeries(label, k, figures[i]);
      series.setYAxisGroup(i);
      series.setLineColor(color(2 * i, 255)).setLineStyle(new BasicStroke(3));
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color(2 * i, 255));
      chart.setYAxisGroupTitle(i, label);
    }
    chart.getStyler().setYAxisGroupPosition(1, YAxisPosition.Right);
    chart.getStyler().setMarkerSize(10);
    chart.getStyler().setXAxisDecimalPattern("0");
    chart.addAnnotation(new AnnotationLine(names.size(), true, false));
    return chart;
  }

  private XYChart chart(String title) {
    XYChart chart =
        new XYChartBuilder().width(WIDTH).height(HEIGHT).title(messages.text(title)).build();
    chart.getStyler().setBaseFont(font);
    chart
        .getStyler()
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartPadding(28)
        .setChartTitleFont(font.deriveFont(Font.BOLD, 30f))
        .setChartTitlePadding(18)
        .setLegendFont(font.deriveFont(20f))
        .setLegendBorderColor(Color.WHITE)
        .setLegendPosition(LegendPosition.OutsideE)
        .setPlotBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setAnnotationTextFont(font.deriveFont(Font.BOLD, 20f))
        .setAnnotationTextFontColor(INK)
        .setAnnotationLineColor(INK)
        .setAnnotationLineStroke(
            new BasicStroke(
                2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {8, 6}, 0));
    chart
        .getStyler()
        .setAxisTitleFont(font.deriveFont(20f))
        .setAxisTickLabelsFont(font.deriveFont(18f))
        .setAxisTickLabelsColor(MUTED)
        .setPlotGridLinesColor(LINE)
        .setPlotGridLinesStroke(new BasicStroke(1));
    return chart;
  }

  private static Color color(int segment, int alpha) {
    int rgb =
        segment < PALETTE.length
            ? PALETTE[segment]
            : Color.HSBtoRGB(segment * 137.508f % 360 / 360, 0.62f, 0.68f);
    return new Color((rgb & 0xffffff) | alpha << 24, true);
  }
}
