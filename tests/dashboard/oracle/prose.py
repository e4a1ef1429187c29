"""Sentences that state no fact of the tables: what a chart shows, how to read it, whose data they are."""

PROSE = """
Contains public sector information licensed under the Open Government Licence v3.0
Recommendations
Financial implications
Legal implications
Equality implications
Risks
It states published facts alone: it gives no reasons for a grade, and no advice
Ofsted inspects the children’s services of each English local authority
A full inspection gives each judgement one of four grades: outstanding, good, requires improvement to be good, and inadequate
Focused visits and monitoring visits between full inspections give no grade
A grade stands until the next inspection
Open Government Licence v3.0
Timeline
How far each kind is known
The table below gives every event
England
How many authorities held each grade on any date, and why the figures move
Source: Ofsted, official statistics and inspection reports, Open Government Licence v3.0
Stacked bars of authorities by grade
Overall effectiveness has not been given since April 2026; care leavers were not judged separately from 2018 to 2022
Shares of authorities at each grade at the end of each month
Share of the authorities that existed and held a grade at the end of each month, each month by Ofsted’s as-at rule; from the first month with 50 of them
Authorities good or outstanding on each date, each date with the cut-off in use, and what became of the rest: a move within good and outstanding does not show
How each grade’s count came about
Stacked bars of authorities that improved, kept their grade or declined
The first line is the rule of Ofsted’s text of 2024
Improved: a better grade; retained: the same grade, good or outstanding; same: the same grade, requires improvement or inadequate; declined: a worse grade
How many improved and declined
Which authorities these are: against the first ILACS inspection, against the inspection before
A table of grades by the grade that followed at the next full inspection
Rows: the grade; columns: the next one
Which grade followed which
A falling step line: the share still inadequate by years since the report
Product-limit estimate (Kaplan and Meier), band: 95% interval
Spells of inadequacy
Map
The grade of every authority in England on any date
Map of England’s authorities by grade, with a tile grid of London
Map of England’s authorities by grade, and tiles of London
Tiles of one size of England’s authorities by grade
The table that follows holds every authority
Shapes are those of April 2023; before or after a change each shows the authority responsible on the date
Dots: requires improvement; stripes: inadequate
Boundaries: Office for National Statistics, Open Government Licence v3.0; contains OS data © Crown copyright and database right
Compare authorities
Who improved
Who improved and who declined
Each authority’s grade against an earlier one of its own
How many improved
Retained is Ofsted’s word for good or outstanding both times; same means requires improvement or inadequate both times
Dates are those of the inspections; one without a known first day has the day of its report
The same as a table, with both dates
A ring marks the grade before, a square the grade now
Better lies to the right
A ring: the grade before; a square: the grade now
Those that stayed the same are in the table
Every authority
Each authority with both grades and dates is in the workbook and on the page
What changed
Inspections published between two dates and how each judgement moved, newest first
Be told of what comes
A feed reader or a calendar shows each report when it is published
Each authority’s page has a feed and a calendar of its own
The numbers above are of the four judgements without overall effectiveness
Which authorities hold a better grade than before, and which a worse one
How the grades of many authorities moved, one row each, in the order of time
Strips of grades through time
A block runs from the publication of one full inspection to the next, or to the end of an authority’s record, since the single inspection framework began in November 2013
O outstanding, G good, RI requires improvement, I inadequate; white: no grade
England: share of authorities with a grade, by Ofsted’s as-at rule
Source: Ofsted, Open Government Licence v3.0
Source: Ofsted
On 27 November 2026 we looked through pages in these ways, not all of them at every width
Source: Ofsted, official statistics and letters, with visits that councils and the press reported
What changed between two dates
Full inspections published, and councils created or abolished, newest first
Inspections since April 2026 give no overall effectiveness grade
Each judgement: the grade before and the new one; one mark where it stayed or is the first
Source: Ofsted, official statistics and inspection reports
These publications as an Atom feed
How children’s services are judged, and how that has changed
Every full inspection of an English authority by Ofsted since 2009, and the visits between them that are on record
Since April 2026 Ofsted gives no overall effectiveness grade: an authority inspected since then is not counted there
Care leavers have been judged separately since January 2023, and many authorities were last inspected before
What changed in twelve months
Which authorities these are, and what changed between any two dates
Newest publications
Every authority
Grades on this page are of overall effectiveness, which Ofsted has not given at inspections since April 2026: an inspection since then ends the grade before it
Stacked bars of focused visits by theme and by the overall grade held then
A row for each spell of inadequacy, newest first, with a mark for each monitoring visit
A row for each theme with a square for each inspection along time
A spell runs from the report that said inadequate to the next one that did not; the letter on the first visit is often not published
An area for priority action is a serious weakness that places children at risk of harm
Area SEND inspections, with the Care Quality Commission, by outcome and by the overall effectiveness grade of children’s services held then
Area SEND outcomes by grade held
Dots for the gaps between ILACS inspections by the grade held, with the range and the mean
Dotted line: they do not, so visits may be missing
Every joint inspection, newest first
Focused visits by theme and grade held
Focused visits that set areas for priority action, newest first
Gaps between ILACS inspections by grade, in days
Joint targeted area inspections by theme, with the overall grade that the authority held then
Solid line: official lists cover these days, so no diamond means no visit listed
Square: the grade that ended the spell; ring: no better grade is known
Stacked bars of area SEND inspections by outcome and by the overall grade held then
Authorities judged inadequate overall: since when, what inspectors have seen since, and when they may come again
How long each authority has waited since its last full inspection began, and how long such waits have been so far
Two-day visits between inspections: what inspectors looked at, where, and what they set
Days from inspectors’ first day on site to the report or letter, for each one whose dates are known
Inspections made with others: of how agencies work together, and of special educational needs and disabilities
A row for each theme and a cell for each year with the number of visits
A row for each year with a dot for each report, by the days that it took, and a line at the median
The title leaves out those of September 2020 to May 2021, in the pandemic
What was looked at, by the overall grade held then
The overall effectiveness grade that was published when the visit began
Focused visits by theme and year
Every area SEND inspection, newest first
Where only the day of publication is known, it stands for the first day
Years from the first day of the last full inspection
The window rests on the gaps of all England after the same grade
A row for each spell, from the report that said inadequate; years since then run to the right
Diamond: a monitoring visit, with its number where known; dashed where only the month is; moved aside from a neighbour
Monitoring visits of each spell of inadequacy
Inspections since April 2026 give no overall grade
Points under “what needs to improve” by the element of the national framework that they name: counts, names and dates, each with its report
Stacked bars of points to improve by the element that they name and by overall grade
Points of ILACS reports and of letters on focused visits
A point that names two elements counts under each
The grade is the overall one that the inspection gave, or that was held when a focused visit began; inspections since April 2026 give none
The elements are those of the children’s social care national framework, as the reports print them
Each count leads to its reports
Points by element and overall grade
Points by element and region
Points by element and year of publication
Each date leads to the report or letter, or to the authority’s page at Ofsted
Statistical neighbours
The two look at different things
Themes of joint inspections
This is what has happened so far; it is not Ofsted’s schedule
When the next inspection may come
Source: Ofsted, official statistics and letters, with visits that councils and the press reported; Open Government Licence v3.0
Number of authorities at each grade
No grade held: existed on the date without one
Not separate: not judged on its own at that inspection
Not judged: there were no such children
Not given: inspections since April 2026 give no overall grade
Authorities by the grade that they hold
Inspections since April 2026 give no overall grade: those inspected since then hold none
Inspections that begin on or after 1 April 2026 give no overall grade
The four judgements remain, and are what can be compared from then on
England: children’s services
Only published facts are shown; nothing here says why a grade changed
Newest first
Authorities at each grade, month by month
Dates on charts are dates of publication; tables give the days of inspection as well
A grade stands until the next full inspection
Visits carry no grade
Before: the grade that stood until then
Visits carry no grade. The record of monitoring visits before April 2022 is incomplete
A new authority inherits no grade from the bodies that it replaced
The grades over time, and the visits between the inspections
The judgements now, beside the authorities that are most alike in DfE’s model
What each visit looked at
Gaps in which Covid-19 stopped routine inspection are left out
Gaps in which Covid-19 stopped routine inspection are left out, and so are waits that have not ended
This is what has happened so far; it is no schedule of Ofsted’s
What the past says of the next inspection
It is no schedule of Ofsted’s
Oldest first
Blank: not known, or not part of that event
Neighbours in the order of DfE’s 2025 model, nearest first
Days from one ILACS inspection to the next, by the grade held
All authorities, from the first day of one inspection to the first day of the next
England on this date, judgement by judgement
The regions, England first
Bars of grades by region
The share at each grade, month by month
Shares of authorities at each grade through time
Boundaries: Office for National Statistics; contains OS data © Crown copyright and database right
How many hold each grade, judgement by judgement
The grades of each authority through time
One row an authority
A block runs from one full inspection to the next
The same as a table
Every grade of each authority, oldest first
By date of publication
Stood until: the next full inspection, or the end of what is on record
The cut-off is the one of Ofsted’s own release for that date; for a date without a release it is the end of the following month, and from 31 March 2024 the end of the third month after
By grade
Other statistics of authorities beside the grades that they held: facts side by side, never a cause
Facts side by side: this cannot show what led to what
Sources: Department for Education and Office for National Statistics; grades: Ofsted
Authorities with one grade differ in many ways from those with another, their figures lie far apart within each grade, and inspectors have seen figures of this kind
Each dot is one authority; dots stand side by side where their figures are alike, and a white one is one return of two authorities
The solid line is the median, the dotted line the mean, and the pale field the middle half
Dots of authorities in four columns, one for each grade
A line for each grade through the years
A white dot is the median of fewer than ten authorities; a year in which fewer than five held the grade is left out of its line
The grades are those held on the day on which each period ends
Two panels of lines and bands, 2 years before and after inspections
This cannot show what an inspection did
An unusual year is often followed by a more usual one whatever anybody does; grade and figure may both go with something else; inspectors have seen figures of this kind; and authorities are not chosen for inspection by chance
Only inspections with a figure in every year shown count, so that each year is of the same authorities
Lines are medians and bands the middle half, up to two years before the first day on site and as many after it, no further than the inspection before and the next one
The first year after an inspection begins before it, where the figure is of a whole year
Download this measure by grade as CSV
A grade is of services for the children who need them, not of all who live there
A row for England and each region with a dot for children and a dot for authorities
Two lines through time, one for children and one for authorities
The solid line is the share of children who live in authorities that are good or outstanding, the dashed line the share of such authorities
A large authority weighs more among children than a small one
The dotted line is the date that is chosen above
Method and limits
How far each kind is known
Inspections counted
On the axis of the timeline above
On this page
By the number of judgements that are good or outstanding, and then by the grades themselves
Facts side by side: one does not explain the other
The dark line with dots is the authority’s own figure, the grey line England’s, and the grey band the middle half of its ten statistical neighbours; a dashed line is that of a body before it
A white dot is one return of two authorities; × stands where there is no figure, and a line is not drawn across it
The colours behind are those of the overall grade, by the date that the timeline runs on
Lanes of figures through the years, under the overall grade
Other statistics beside the grades: facts side by side, never a cause
Ofsted gives one of four grades: outstanding, good, requires improvement to be good, or inadequate
There are four judgements: the impact of leaders on social work practice, the experiences and progress of children who need help and protection, of children in care, and of care leavers
A focused visit is two days on one theme and gives no grade; it may set areas for priority action
A monitoring visit follows a judgement of inadequate, about four times a year; it gives no grade either
A joint inspection is made by several inspectorates on one theme, and an area SEND inspection with the Care Quality Commission of all who serve children with special educational needs
What inspectors wrote stands in their letters, which the table leads to
Statistical neighbours are the ten authorities that are most alike in the Department for Education’s model of 2025
They were inspected in different years, and the table gives the month of each inspection
A full inspection takes one or two weeks on site, and its report is published some weeks later
The days are counted from the first day of one inspection to the first day of the next
Nothing obliges Ofsted to keep to what has happened so far
Counts follow Ofsted’s own rule for a date: the latest full inspection of each authority that existed then
How does it compare with similar authorities?
When is the next inspection likely?
Why is there no overall grade any more?
Is anything missing?
Has a visit set priority action?
Do visits change a grade?
Who are the best of them?
Why these ten?
Are the grades of the same year?
Do these figures explain the grade?
Are all visits known?
Is this Ofsted’s plan?
Will there be an overall grade?
What will be judged?
What is judged?
How is it counted?
""".strip().splitlines()
