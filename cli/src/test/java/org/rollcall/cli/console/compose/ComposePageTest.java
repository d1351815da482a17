package org.rollcall.cli.console.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rollcall.cli.console.web.View;
import org.rollcall.code.CodeTables;
import org.rollcall.json.Json;
import org.rollcall.prepare.JobForm;

class ComposePageTest {
  @Test
  void render() throws Exception {
    var choices = new Choices(CodeTables.of(Map.of()), List.of("a"), List.of("X"));
    var draft = Draft.of((com.fasterxml.jackson.databind.node.ObjectNode) Json.MAPPER.readTree("{\"set\":\"a\",\"changes\":{\"status\":{}}}"));
    var form = new InputForm(draft.input(), JobForm.ofPreview(choices.codes()));
    var model = ComposeModel.of(draft, form, choices, List.of(), List.of(), Optional.empty(), LetterLook.NONE);
    var out = new java.io.StringWriter(); com.samskivert.mustache.Mustache.compiler().escapeHTML(true).strictSections(true).emptyStringIsFalse(true).zeroIsFalse(true).withLoader(n -> new java.io.StringReader(read(n + ".html"))).compile(read("compose.html")).execute(model, Map.of("token", "t"), out); System.out.println(out);
  }
  static String read(String n) { try { return new String(ComposePages.class.getResourceAsStream(n).readAllBytes()); } catch (Exception e) { throw new RuntimeException(e); } }
}
