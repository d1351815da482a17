package org.rollcall.cli.document;

import java.util.List;
import org.rollcall.aws.ObjectError;
import org.rollcall.change.ChangeError;
import org.rollcall.cli.command.CommandError;
import org.rollcall.cli.stack.StackError;
import org.rollcall.cli.userfile.UserFileError;
import org.rollcall.code.CodeTableError;
import org.rollcall.error.Reason;
import org.rollcall.job.JobFolderError;
import org.rollcall.json.InputError;
import org.rollcall.letter.LetterError;
import org.rollcall.letter.template.TemplateError;
import org.rollcall.local.admin.RecordError;
import org.rollcall.local.load.Loss;
import org.rollcall.local.stack.DataFolderError;
import org.rollcall.prepare.JobError;
import org.rollcall.print.PrintError;
import org.rollcall.query.QueryError;
import org.rollcall.set.SetError;
import org.rollcall.start.StartError;
import org.rollcall.table.TableError;

/** All enums of error codes, in the order of {@code docs/errors.md}. */
final class ErrorEnums {

  static final List<Class<? extends Enum<?>>> IN_ORDER =
      List.of(
          InputError.class,
          JobError.class,
          StartError.class,
          Reason.class,
          ChangeError.class,
          CodeTableError.class,
          SetError.class,
          TableError.class,
          QueryError.class,
          LetterError.class,
          TemplateError.class,
          PrintError.class,
          ObjectError.class,
          UserFileError.class,
          RecordError.class,
          Loss.class,
          CommandError.class,
          JobFolderError.class,
          StackError.class,
          DataFolderError.class);

  private ErrorEnums() {}
}
