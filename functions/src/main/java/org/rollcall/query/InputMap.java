package org.rollcall.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query's input as the engine's type. A field is read and converted when the engine asks for it
 * by name. Everything else that the engine may do, such as to list the fields or to compare the
 * object, reads all fields.
 */
final class InputMap extends AbstractMap<String, @Nullable Object> {

  private final QueryInput input;
  private final Function<JsonNode, @Nullable Object> conversion;
  private final Map<String, @Nullable Object> converted = new HashMap<>();
  private @Nullable Map<String, @Nullable Object> all;

  /**
   * @param conversion of a field's value
   */
  InputMap(QueryInput input, Function<JsonNode, @Nullable Object> conversion) {
    this.input = input;
    this.conversion = conversion;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && !input.get(name).isMissingNode();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    if (!converted.containsKey(name)) {
      converted.put(name, conversion.apply(input.get(name)));
    }
    return converted.get(name);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> known = all;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : input.record().properties()) {
        known.put(field.getKey(), get(field.getKey()));
      }
      all = known;
    }
    return known.entrySet();
  }
}
