package org.rollcall.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rollcall.change.ChangeKinds;
import org.rollcall.code.CodeTables;
import org.rollcall.json.InputShape;
import org.rollcall.json.InputShape.Type;

/** The form for a new job, which comes from the readers of the input. */
class JobFormTest {

  private static final InputShape FORM = JobForm.ofPreview(CodeTables.of(Map.of()));

  @Test
  void everyKindOfChange_shouldBeInTheForm() {
    assertThat(ChangeKinds.keys())
        .allSatisfy(
            kind ->
                assertThat(FORM.values().keySet())
                    .anyMatch(path -> path.startsWith("changes." + kind + "."))
                    .contains("changes." + kind + ".condition", "changes." + kind + ".when"));
  }
  @Test void show() { FORM.values().forEach((k,v)->System.out.println(k+" "+v)); }
}
