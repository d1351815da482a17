package org.rollcall.user.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.rollcall.Given.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AttributeValuesTest {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Property
  void record_convertedToAttributesAndBack_shouldBeEqual(@ForAll("objects") ObjectNode record) {
    assertThat(AttributeValues.json(AttributeValues.of(record))).isEqualTo(record);
  }

  @Test
  void jsonTypes_shouldBecomeDynamoDbTypes() {
    assertThat(
            AttributeValues.of(object("{s: '', n: 1.5, b: false, z: null, l: ['x'], m: {k: 2}}")))
        .isEqualTo(
            Map.of(
                "s", AttributeValue.fromS(""),
                "n", AttributeValue.fromN("1.5"),
                "b", AttributeValue.fromBool(false),
                "z", AttributeValue.fromNul(true),
                "l", AttributeValue.fromL(List.of(AttributeValue.fromS("x"))),
                "m", AttributeValue.fromM(Map.of("k", AttributeValue.fromN("2")))));
  }

  @Test
  void dynamoDbSets_shouldBecomeLists() {
    assertThat(
            AttributeValues.json(
                Map.of(
                    "ss", AttributeValue.fromSs(List.of("a", "b")),
                    "ns", AttributeValue.fromNs(List.of("1")))))
        .isEqualTo(
            NODES
                .objectNode()
                .<ObjectNode>set("ss", NODES.arrayNode().add("a").add("b"))
                .set("ns", NODES.arrayNode().add(NODES.numberNode(new BigDecimal("1")))));
  }

  @Provide
  Arbitrary<ObjectNode> objects() {
    return nested(3);
  }

  private static Arbitrary<ObjectNode> nested(int depth) {
    return Arbitraries.maps(Arbitraries.strings().ofMinLength(1).ofMaxLength(5), value(depth))
        .ofMaxSize(4)
        .map(
            fields -> {
              ObjectNode node = NODES.objectNode();
              node.setAll(fields);
              return node;
            });
  }

  private static Arbitrary<JsonNode> value(int depth) {
    Arbitrary<JsonNode> leaf =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(NODES::textNode),
            Arbitraries.bigDecimals().ofScale(4).map(NODES::numberNode),
            Arbitraries.of(true, false).map(NODES::booleanNode),
            Arbitraries.just(NODES.nullNode()));
    if (depth == 0) {
      return leaf;
    }
    return Arbitraries.oneOf(
        leaf,
        nested(depth - 1).map(node -> node),
        value(depth - 1).list().ofMaxSize(3).map(items -> NODES.arrayNode().addAll(items)));
  }
}
