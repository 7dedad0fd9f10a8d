"""Names for more people than anyone would invent one by one."""

from __future__ import annotations

_GIVEN = """
Abigail Adrian Agnes Ahmed Alan Alicia Amir Ana Andrea Anh Anita Anton Ava Barbara Beatrice
Bilal Bo Brenda Bruno Caitlin Camille Carlos Carol Chang Charles Chiara Clara Connor Dalia
Damian Dana Darnell Deepa Denise Dinh Dolores Dominic Edith Eduardo Elaine Elias Elise Emeka
Emilia Emmanuel Erin Esther Eva Farid Fatou Felix Fiona Florence Frances Gabriel Gemma George
Gloria Goran Hana Harold Hassan Hazel Hector Helena Hiro Hugo Imani Ines Irene Isaac Ivan
Jamal Janet Jasmine Jerome Jia Joanna Joaquin Josephine Juan Judith Julian Kamal Karen Keiko
Kofi Lars Laura Leon Lila Lorenzo Louise Lucas Lydia Magda Mahmoud Malik Manuel Marcel Margaret
Marina Marisol Mark Martha Mateus Matthew Maxine Mehmet Mercy Miguel Mina Miriam Monika Naomi
Natalia Neha Nicole Nikolai Noor Odette Olga Oscar Paloma Patrick Paula Pavel Petra Quentin
Rafael Rania Raymond Rebecca Renata Richard Rina Roland Rosalind Ruben Sabine Salma Sandra Sean
Selma Serena Sergio Simone Stefan Sunita Svetlana Tamara Tariq Teresa Thanh Thomas Tobias Uma
Valentina Vera Victor Viola Walter Wei Xavier Yara Yolanda Zachary Zofia
"""
_FAMILY = """
Abbott Abdi Acosta Adler Aguilar Alvarez Andersen Appiah Baker Banerjee Barnes Barros Bauer
Becker Bennett Berg Bianchi Blake Boateng Brennan Burke Campbell Cardoso Carter Castillo Chan
Chavez Choi Clarke Cohen Collins Contreras Costa Crawford Cruz Dang Das Delgado Diaz Dixon
Doyle Duarte Dunn Eriksen Espinoza Evans Farouk Ferrari Fischer Flores Foster Fournier Friedman
Gallagher Garcia Gibson Gomez Gordon Graham Greene Gupta Guzman Hansen Harris Hassan Hayes
Herrera Hoang Hoffman Horvath Huang Hughes Hussein Ibrahim Iqbal Ivanov Jackson Jensen Jones
Joshi Kaplan Kaur Keller Kelly Khan Kim Klein Kovacs Kumar Lambert Larsen Lee Levin Lopez Lowe
Malik Mancini Marino Martin Mbeki Medina Mehta Mendoza Meyer Miller Mitchell Molina Moreno
Morgan Mueller Murphy Nair Navarro Nelson Ngo Nguyen Nilsson Novak Nunez Okafor Olsen Ortiz
Owens Pacheco Park Parker Pereira Perry Pham Popov Quinn Ramos Rao Reed Reyes Richter Rivera
Robinson Rojas Romano Rosen Russo Sato Schmidt Schwartz Sharma Silva Singh Stone Suzuki Tanaka
Taylor Toure Tran Vargas Vega Volkov Walker Wang Weber Webb White Williams Wong Wright Yamada
Yilmaz Young Zhang Zimmerman
"""
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split()


def name_of(number: int, *, family_of: int | None = None) -> str:
    """A name for the person of this ``number``; ``family_of`` shares a family's."""
    family = number if family_of is None else family_of
    given = GIVEN[number * 37 % len(GIVEN)]
    return f"{given} {FAMILY[family * 53 // 7 % len(FAMILY)]}"
