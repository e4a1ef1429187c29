"""Names of authorities that are too long for the margin of a chart, made shorter."""

SHORT_NAMES = {
    "Bournemouth, Christchurch and Poole": "Bournemouth, Ch. & Poole",
    "Kensington and Chelsea": "Kensington & Chelsea",
    "Hammersmith and Fulham": "Hammersmith & Fulham",
    "Windsor and Maidenhead": "Windsor & Maidenhead",
    "Westmorland and Furness": "Westmorland & Furness",
    "Barking and Dagenham": "Barking & Dagenham",
    "Redcar and Cleveland": "Redcar & Cleveland",
    "Cheshire West and Chester": "Cheshire W. & Chester",
    "Blackburn with Darwen": "Blackburn w. Darwen",
    "Bath and North East Somerset": "Bath & NE Somerset",
    "North East Lincolnshire": "NE Lincolnshire",
    "North Northamptonshire": "N. Northamptonshire",
    "West Northamptonshire": "W. Northamptonshire",
}
