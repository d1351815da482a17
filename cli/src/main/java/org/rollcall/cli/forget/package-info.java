/** {@code rollcall forget}: erases a person's data. */
package org.rollcall.cli.forget;
