package org.rollcall.cli.console.jobs;

import com.google.common.html.HtmlEscapers;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Draws a state machine as SVG: one layer below the other, the usual way in the first column. The
 * stylesheet has the colours.
 */
final class StateGraphSvg {

  private static final int WIDTH = 190;
  private static final int HEIGHT = 46;
  private static final int GAP = 26;
  private static final int PADDING = 16;
  private static final int TITLE = 46;

  /** The space beside a column for lines that pass a layer. */
  private static final int DETOUR = 26;

  private final StateMarks marks;
  private final StringBuilder svg = new StringBuilder();

  private StateGraphSvg(StateMarks marks) {
    this.marks = marks;
  }

  /** A position and size. */
  private record Box(int x, int y, int width, int height) {

    int middle() {
      return x + width / 2;
    }

    int bottom() {
      return y + height;
    }

    int right() {
      return x + width;
    }
  }

  /** The drawing, as an element of HTML. */
  static String of(StateGraph graph, StateMarks marks) {
    StateGraphSvg drawing = new StateGraphSvg(marks);
    Box size = drawing.draw(graph, 2, 2);
    return "<svg class=\"graph\" role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">%s</svg>"
        .formatted(
            escaped("The state machine. " + marks.sentence()),
            size.width() + 4,
            size.height() + 4,
            drawing.svg);
  }

  /** Draws a graph, and returns the place that it takes. */
  private Box draw(StateGraph graph, int x, int y) {
    Map<String, Box> boxes = new HashMap<>();
    Map<String, Integer> columns = new HashMap<>();
    int firstWidth = firstWidth(graph);
    int right = x;
    int top = y;
    for (List<String> layer : graph.layers()) {
      int bottom = top;
      for (int column = 0; column < layer.size(); column++) {
        StateGraph.State state = graph.state(layer.get(column));
        int width = width(state);
        int left =
            column == 0
                ? x + (firstWidth - width) / 2
                : x + firstWidth + DETOUR + (column - 1) * (WIDTH + DETOUR);
        Box box = box(state, left, top, width);
        boxes.put(state.name(), box);
        columns.put(state.name(), column);
        bottom = Math.max(bottom, box.bottom());
        right = Math.max(right, box.right());
      }
      top = bottom + GAP;
    }
    boolean hasDetour = false;
    for (StateGraph.State state : graph.states().values()) {
      for (String next : state.next()) {
        Box from = boxes.get(state.name());
        Box to = boxes.get(next);
        if (from != null && to != null) {
          boolean isBeside = !Objects.equals(columns.get(state.name()), columns.get(next));
          hasDetour |= line(from, to, isBeside);
        }
      }
    }
    int used = Math.max(right, x + firstWidth + (hasDetour ? DETOUR : 0));
    return new Box(x, y, used - x, top - GAP - y);
  }

  private static int firstWidth(StateGraph graph) {
    return graph.layers().stream()
        .mapToInt(layer -> width(graph.state(layer.get(0))))
        .max()
        .orElse(WIDTH);
  }

  private static int width(StateGraph.State state) {
    return state
        .children()
        .map(children -> Math.max(WIDTH, firstWidth(children) + 2 * PADDING + 2 * DETOUR))
        .orElse(WIDTH);
  }

  /** Draws a state with its children. */
  private Box box(StateGraph.State state, int x, int y, int width) {
    String mark = marks.marks().getOrDefault(state.name(), "");
    if (state.children().isEmpty()) {
      open(mark, x, y, width, HEIGHT);
      label(state.name(), x + width / 2, y);
      svg.append("</g>");
      return new Box(x, y, width, HEIGHT);
    }
    StateGraphSvg inner = new StateGraphSvg(marks);
    Box children =
        inner.draw(state.children().get(), x + PADDING + DETOUR, y + TITLE + PADDING / 2);
    int height = TITLE + PADDING / 2 + children.height() + PADDING;
    open(("group " + mark).strip(), x, y, width, height);
    label(state.name(), x + width / 2, y);
    svg.append(inner.svg).append("</g>");
    return new Box(x, y, width, height);
  }

  private void open(String mark, int x, int y, int width, int height) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<g class=\"%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"8\"/>",
            mark,
            x,
            y,
            width,
            height));
  }

  private void label(String name, int middle, int y) {
    String count = marks.counts().getOrDefault(name, "");
    text("", name, middle, y + (count.isEmpty() ? 29 : 20));
    if (!count.isEmpty()) {
      text("count", count, middle, y + 38);
    }
  }

  private void text(String kind, String text, int x, int y) {
    svg.append(
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>".formatted(kind, x, y, escaped(text)));
  }

  /** Draws a line with an arrow, and returns whether it goes around a layer. */
  private boolean line(Box from, Box to, boolean isBeside) {
    boolean isDetour = !isBeside && to.y() != from.bottom() + GAP;
    if (isBeside) {
      int y = from.y() + Math.min(from.height(), HEIGHT) / 2;
      path("M%d %dH%dV%d".formatted(from.right(), y, to.middle(), to.y()));
    } else if (isDetour) {
      int start = from.y() + from.height() / 2;
      int end = to.y() + to.height() / 2;
      int side = Math.max(from.right(), to.right()) + DETOUR - 6;
      path(
          "M%d %dC%d %d %d %d %d %d"
              .formatted(from.right(), start, side, start, side, end, to.right(), end));
      arrow("M%d %dl9 -5v10z".formatted(to.right(), end));
      return true;
    } else {
      path("M%d %dV%d".formatted(from.middle(), from.bottom(), to.y()));
    }
    arrow("M%d %dl-5 -9h10z".formatted(to.middle(), to.y()));
    return isDetour;
  }

  private void path(String path) {
    svg.append("<path d=\"").append(path).append("\"/>");
  }

  private void arrow(String path) {
    svg.append("<path class=\"arrow\" d=\"").append(path).append("\"/>");
  }

  private static String escaped(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }
}
