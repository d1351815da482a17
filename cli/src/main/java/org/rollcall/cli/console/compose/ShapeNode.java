package org.rollcall.cli.console.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rollcall.json.InputShape;
import org.rollcall.json.InputShape.ValueShape;

/**
 * A part of what an input can contain: a value, an object, a list, or a value or an object.
 *
 * @param value the value, if it can be one
 * @param keys the keys, if it can be an object
 * @param item the entries, if it is a list
 */
record ShapeNode(
    Optional<ValueShape> value, Map<String, ShapeNode> keys, Optional<ShapeNode> item) {

  private static final String LIST = "[]";

  /** A node whose parts are added one by one. */
  private static final class Builder {
    private @Nullable ValueShape value;
    private final Map<String, Builder> keys = new LinkedHashMap<>();
    private @Nullable Builder item;

    ShapeNode build() {
      Map<String, ShapeNode> built = new LinkedHashMap<>();
      keys.forEach((key, node) -> built.put(key, node.build()));
      return new ShapeNode(
          Optional.ofNullable(value), built, Optional.ofNullable(item).map(Builder::build));
    }

    Builder item() {
      if (item == null) {
        item = new Builder();
      }
      return item;
    }
  }

  /** The whole input. */
  static ShapeNode of(InputShape shape) {
    Builder root = new Builder();
    shape
        .values()
        .forEach(
            (path, value) -> {
              Builder node = root;
              for (String step : path.split("\\.", -1)) {
                String key = step.replace(LIST, "");
                node = node.keys.computeIfAbsent(key, any -> new Builder());
                node = step.endsWith(LIST) ? node.item() : node;
              }
              node.value = value;
            });
    return root.build();
  }

  /** What the value of a key can be, which must be known. */
  ShapeNode key(String key) {
    return Optional.ofNullable(keys.get(key)).orElseThrow();
  }

  /** Whether it is a single value and nothing else. */
  boolean isValue() {
    return value.isPresent() && keys.isEmpty() && item.isEmpty();
  }
}
