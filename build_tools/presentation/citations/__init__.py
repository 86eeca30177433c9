"""Citations of the report, a sentence, a term, a record or a chart, in six forms.

There is one code for the build and for the browser: every form is made here. What only the browser
knows (which sentence was chosen, and the day) is a slot in a text that is otherwise finished.
"""
